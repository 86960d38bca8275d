package io.coffer.audit;

import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Something was done, or tried. Rooms publish it on the thread of the request, which is
 * where the {@linkplain AuditLog log} learns who asked. Neither part may hold a secret or
 * a presigned URL.
 *
 * @param action what
 * @param subject to what: text that a client may have chosen, or null if the request was
 * refused before that was known
 * @param vault in which vault, or null where it is about none
 * @param size the bytes of an archive, or as many as went out, or null
 * @param outcome {@value #OK}, the code of the problem that was answered, or a word that
 * the documentation names
 */
public record AuditEvent(Action action, @Nullable String subject, @Nullable Vault vault, @Nullable Long size,
		String outcome) {

	/** It was done. */
	public static final String OK = "ok";

	/** It ended in a way that has no code of its own. */
	public static final String FAILED = "failed";

	/** The event of something that was done. */
	public static AuditEvent of(Action action, @Nullable String subject) {
		return new AuditEvent(action, subject, null, null, OK);
	}

	/** The same to another subject, which only the work has told. */
	public AuditEvent to(@Nullable String subject) {
		return new AuditEvent(this.action, subject, this.vault, this.size, this.outcome);
	}

	/** The same in a vault. */
	public AuditEvent in(Vault vault) {
		return new AuditEvent(this.action, this.subject, vault, this.size, this.outcome);
	}

	/** The same with so many bytes. */
	public AuditEvent ofSize(long size) {
		return new AuditEvent(this.action, this.subject, this.vault, size, this.outcome);
	}

	/** The same with that end. */
	public AuditEvent ending(String outcome) {
		return new AuditEvent(this.action, this.subject, this.vault, this.size, outcome);
	}

	/** The same with the end that a failure means. */
	public AuditEvent ending(Exception failure) {
		return ending((failure instanceof ProblemException problem) ? problem.type().code() : FAILED);
	}

	/** Does the work and publishes this event, with the problem's code if it fails. */
	public void around(ApplicationEventPublisher events, Runnable work) {
		this.<Boolean>around(events, () -> {
			work.run();
			return true;
		}, (event, done) -> event);
	}

	/**
	 * Does the work and publishes this event, completed by the result, or with the
	 * problem's code if it fails.
	 */
	public <T> T around(ApplicationEventPublisher events, Supplier<T> work,
			BiFunction<AuditEvent, T, AuditEvent> completed) {
		AuditEvent event = ending(FAILED);
		try {
			T result = work.get();
			event = completed.apply(ending(OK), result);
			return result;
		}
		catch (RuntimeException ex) {
			event = ending(ex);
			throw ex;
		}
		finally {
			events.publishEvent(event);
		}
	}

}
