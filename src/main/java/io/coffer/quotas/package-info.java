/** How much the backups of one device take together, and those of one vault. */
@NullMarked
package io.coffer.quotas;

import org.jspecify.annotations.NullMarked;
