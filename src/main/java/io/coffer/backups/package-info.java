/** The backups in the bucket: names, list, restore, delete. */
@NullMarked
package io.coffer.backups;

import org.jspecify.annotations.NullMarked;
