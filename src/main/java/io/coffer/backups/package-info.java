/** The archives: upload, list, restore, delete. */
@NullMarked
package io.coffer.backups;

import org.jspecify.annotations.NullMarked;
