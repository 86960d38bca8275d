package io.coffer.storage;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of lists.
 *
 * @param maxConcurrent how many passes over the bucket may go on at the same time, each
 * for all who ask the same; the next one waits
 */
@Validated
@ConfigurationProperties("coffer.lists")
record ListingProperties(@DefaultValue("8") @Min(1) @Max(1000) int maxConcurrent) {
}
