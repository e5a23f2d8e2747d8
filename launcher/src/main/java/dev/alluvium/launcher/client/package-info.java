/** What the commands need of a running installation, over HTTP and Kafka. */
@NullMarked
package dev.alluvium.launcher.client;

import org.jspecify.annotations.NullMarked;
