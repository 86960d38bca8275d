/** What archives are made of, and whether one is whole. */
@NullMarked
package io.coffer.archives;

import org.jspecify.annotations.NullMarked;
