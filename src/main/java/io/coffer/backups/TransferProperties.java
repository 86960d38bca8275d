package io.coffer.backups;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of archives on their way.
 *
 * @param max how many uploads, downloads and verifications may go on through Coffer at
 * the same time
 */
@Validated
@ConfigurationProperties("coffer.transfers")
record TransferProperties(@DefaultValue("100") @Min(1) @Max(100000) int max) {
}
