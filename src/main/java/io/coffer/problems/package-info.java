/**
 * What can go wrong: status, code and hint. Depends on nothing; every package may use it.
 */
@NullMarked
package io.coffer.problems;

import org.jspecify.annotations.NullMarked;
