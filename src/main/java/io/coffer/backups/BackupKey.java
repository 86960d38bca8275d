package io.coffer.backups;

import io.swagger.v3.oas.annotations.Parameter;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a path's key on the API page. */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
		description = "The backup's name. A new one has 1 to 180 bytes of letters, digits, single inner spaces and "
				+ "`._-()+@`, does not start with `.` or `-`, and ends in a dot and 1 to 16 letters and digits",
		example = BackupExamples.KEY)
public @interface BackupKey {

}
