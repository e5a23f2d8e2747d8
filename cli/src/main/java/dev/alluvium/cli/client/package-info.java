/** What the commands need of a running installation, over HTTP and Kafka. */
@NullMarked
package dev.alluvium.cli.client;

import org.jspecify.annotations.NullMarked;
