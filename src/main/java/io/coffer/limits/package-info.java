/** What is scarce, and how much of it each caller gets while others wait. */
@NullMarked
package io.coffer.limits;

import org.jspecify.annotations.NullMarked;
