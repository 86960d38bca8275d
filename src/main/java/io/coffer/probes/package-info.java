/** What a store is tried for before backups rely on it. */
@NullMarked
package io.coffer.probes;

import org.jspecify.annotations.NullMarked;
