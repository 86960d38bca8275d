/** Takes archives: names them, admits them, stores them once. */
@NullMarked
package io.coffer.uploads;

import org.jspecify.annotations.NullMarked;
