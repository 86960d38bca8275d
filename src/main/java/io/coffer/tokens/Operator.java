package io.coffer.tokens;

import io.coffer.security.TokenInfo;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * An operator.
 *
 * @param name the name of the token
 * @param token what is known of the token
 */
record Operator(@Schema(example = "night-shift") String name, TokenInfo token) {
}
