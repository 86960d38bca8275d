/** Who backs up: their names and their tokens. */
@NullMarked
package io.coffer.devices;

import org.jspecify.annotations.NullMarked;
