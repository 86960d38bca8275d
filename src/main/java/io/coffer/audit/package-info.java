/** Who did what to the backups, the settings and the tokens: one line for each deed. */
@NullMarked
package io.coffer.audit;

import org.jspecify.annotations.NullMarked;
