/** Which backups stay, and why. */
@NullMarked
package io.coffer.retention;

import org.jspecify.annotations.NullMarked;
