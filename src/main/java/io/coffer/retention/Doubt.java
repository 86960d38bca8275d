package io.coffer.retention;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Why no age can be trusted, so that nothing goes.
 *
 * @param code {@code clocks-differ}, {@code clock-set} or {@code time-in-future}
 * @param detail what was seen, and what to do
 */
record Doubt(@Schema(example = "clocks-differ") String code, String detail) {
}
