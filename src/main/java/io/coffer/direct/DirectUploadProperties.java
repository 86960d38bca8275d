package io.coffer.direct;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What bounds straight uploads.
 *
 * @param maxOpen how many may be open at a time for one device; what is never completed
 * stays open until it is swept
 */
@Validated
@ConfigurationProperties("coffer.direct-uploads")
record DirectUploadProperties(@DefaultValue("32") @Min(1) @Max(1000) int maxOpen) {
}
