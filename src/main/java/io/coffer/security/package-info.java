/** Tokens and tickets: who may call which route. */
@NullMarked
package io.coffer.security;

import org.jspecify.annotations.NullMarked;
