/** Makes tokens over HTTP, for devices and for operators, and takes them back. */
@NullMarked
package io.coffer.tokens;

import org.jspecify.annotations.NullMarked;
