/** The types of archives: by name and by first bytes. */
@NullMarked
package io.coffer.archives;

import org.jspecify.annotations.NullMarked;
