package io.coffer.retention;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Retention as the configuration gives it.
 *
 * @param grace how old a backup must be before retention removes it, or lets it push
 * others out
 * @param policy the policy; with any rule of it {@code PUT /retention} is refused
 */
@Validated
@ConfigurationProperties(prefix = "coffer.retention", ignoreUnknownFields = false)
record RetentionProperties(
		@DefaultValue("P7D") @DurationMin(message = "must not be negative") @DurationMax(days = 36500) Duration grace,
		@Nullable Policy policy) {

	/** The policy that is configured, which may have no rule; not validated yet. */
	RetentionPolicy configured() {
		Policy given = this.policy;
		return (given != null) ? given.policy() : RetentionPolicy.EMPTY;
	}

	/**
	 * The rules that are configured.
	 *
	 * @param keepLast the newest so many backups of an application on a device stay
	 * @param keepHourly the newest of each of the last so many hours that have a backup
	 * stays
	 * @param keepDaily the newest of each of the last so many days that have a backup
	 * stays
	 * @param keepWeekly the newest of each of the last so many ISO weeks that have a
	 * backup stays
	 * @param keepMonthly the newest of each of the last so many months that have a backup
	 * stays
	 * @param keepYearly the newest of each of the last so many years that have a backup
	 * stays
	 * @param keepWithin all stay that are younger than this, such as P14D, counted back
	 * from the newest one
	 * @param maxTotalSize the most bytes of an application on a device; the oldest go
	 * first
	 */
	record Policy(@Nullable Integer keepLast, @Nullable Integer keepHourly, @Nullable Integer keepDaily,
			@Nullable Integer keepWeekly, @Nullable Integer keepMonthly, @Nullable Integer keepYearly,
			@Nullable String keepWithin, @Nullable DataSize maxTotalSize) {

		RetentionPolicy policy() {
			return new RetentionPolicy(this.keepLast, this.keepHourly, this.keepDaily, this.keepWeekly,
					this.keepMonthly, this.keepYearly, StringUtils.hasText(this.keepWithin) ? this.keepWithin : null,
					(this.maxTotalSize != null) ? this.maxTotalSize.toBytes() : null);
		}

	}

}
