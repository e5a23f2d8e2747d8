/** What every service is: started, asked for its health, closed. */
@NullMarked
package dev.alluvium.runtime.service;

import org.jspecify.annotations.NullMarked;
