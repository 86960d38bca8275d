/** Tomcat: how many may connect, how long they may take, what is left of their bodies. */
@NullMarked
package io.coffer.server;

import org.jspecify.annotations.NullMarked;
