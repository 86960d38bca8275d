/**
 * What the console, the page at {@code /}, needs of the server: its content policy, and
 * signing in.
 */
@NullMarked
package io.coffer.console;

import org.jspecify.annotations.NullMarked;
