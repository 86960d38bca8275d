/** Whether an archive is whole, read once from its beginning to its end. */
@NullMarked
package io.coffer.integrity;

import org.jspecify.annotations.NullMarked;
