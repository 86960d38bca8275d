package io.coffer.providers;

import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of providers, while it is written: each method states one fact and
 * says what holds where it is not stated. A row is not changed afterwards.
 */
public final class ProviderProfile {

	/** How bodies are sent. */
	public enum Bodies {

		/** As they are, with their length: every store understands that. */
		PLAIN,

		/** As the SDK does by default: in chunks, with a CRC32 behind them. */
		CHECKSUMMED

	}

	final String title;

	final List<HostPattern> hosts = new ArrayList<>();

	final Map<ProblemType, String> hints = new EnumMap<>(ProblemType.class);

	final List<String> notes = new ArrayList<>();

	Addressing addressing = Addressing.PATH;

	@Nullable String region;

	boolean anyRegion = true;

	String regionPrefix = "";

	String buckets = ".*";

	String bucketHint = "";

	boolean httpsOnly;

	private Bodies bodies = Bodies.PLAIN;

	private boolean expectContinue = true;

	private boolean md5Tags;

	private int maxParts = 10_000;

	private boolean equalParts;

	private WriteCondition guard = WriteCondition.IF_NONE_MATCH;

	private OverwriteProtection noOverwrite = OverwriteProtection.BEST_EFFORT;

	private boolean oneVersion;

	private boolean listsUploads = true;

	private boolean listsV2 = true;

	private Duration silence = Duration.ofSeconds(60);

	private ProviderProfile(String title) {
		this.title = title;
	}

	static ProviderProfile of(String title) {
		return new ProviderProfile(title);
	}

	/** The forms of its hosts, the more particular first; else none is recognised. */
	ProviderProfile hosts(String... forms) {
		Stream.of(forms).map(HostPattern::of).forEach(this.hosts::add);
		return this;
	}

	/** The bucket is part of the host; else of the path. */
	ProviderProfile virtual() {
		this.addressing = Addressing.VIRTUAL;
		return this;
	}

	/** The region where neither the host nor the user names one; else it is required. */
	ProviderProfile region(String region) {
		this.region = region;
		return this;
	}

	/** There is one region whatever is typed; else what is typed counts. */
	ProviderProfile onlyRegion(String region) {
		this.region = region;
		this.anyRegion = false;
		return this;
	}

	/** What people write before the region, from its host names. */
	ProviderProfile regionPrefix(String prefix) {
		this.regionPrefix = prefix;
		return this;
	}

	/** What every name of a bucket looks like there, with the hint for any other. */
	ProviderProfile buckets(String regex, String hint) {
		this.buckets = regex;
		this.bucketHint = hint;
		return this;
	}

	/** It answers https alone, so that nothing else is asked. */
	ProviderProfile httpsOnly() {
		this.httpsOnly = true;
		return this;
	}

	ProviderProfile bodies(Bodies bodies) {
		this.bodies = bodies;
		return this;
	}

	/** It does not know {@code Expect: 100-continue}. */
	ProviderProfile noContinue() {
		this.expectContinue = false;
		return this;
	}

	/**
	 * The entity tag of a part, or of an object sent in one request, is the MD5 of what
	 * the store took, unless it says that it encrypts with keys of its users.
	 */
	ProviderProfile md5Tags() {
		this.md5Tags = true;
		return this;
	}

	/** The most parts of one upload; else 10 000 as on AWS. */
	ProviderProfile maxParts(int max) {
		this.maxParts = max;
		return this;
	}

	/** All parts of an upload but the last must be of one size. */
	ProviderProfile equalParts() {
		this.equalParts = true;
		return this;
	}

	/** How it is asked not to overwrite, and what its manual promises of that. */
	ProviderProfile guard(WriteCondition guard, OverwriteProtection promised) {
		this.guard = guard;
		this.noOverwrite = promised;
		return this;
	}

	/** There is one version of it, so that what its manual says needs no trial. */
	ProviderProfile oneVersion() {
		this.oneVersion = true;
		return this;
	}

	/** It lacks ListMultipartUploads. */
	ProviderProfile noUploadList() {
		this.listsUploads = false;
		return this;
	}

	/** It lacks ListObjectsV2, or does not list well with it. */
	ProviderProfile noListV2() {
		this.listsV2 = false;
		return this;
	}

	/** How long it may be silent before it counts as lost. */
	ProviderProfile silence(Duration silence) {
		this.silence = silence;
		return this;
	}

	/** What such a problem usually means with this provider. */
	ProviderProfile hint(ProblemType problem, String hint) {
		this.hints.put(problem, hint);
		return this;
	}

	/** What users should know, and no check can find out. */
	ProviderProfile note(String note) {
		this.notes.add(note);
		return this;
	}

	/** Takes a lower-case host of this provider apart. */
	public Optional<HostPattern.Host> read(String host) {
		return this.hosts.stream().flatMap((form) -> form.read(host).stream()).findFirst();
	}

	/** How bodies are sent. */
	public Bodies bodies() {
		return this.bodies;
	}

	/** Whether it knows {@code Expect: 100-continue}. */
	public boolean expectsContinue() {
		return this.expectContinue;
	}

	/** Whether the entity tag of what was sent in one request is its MD5. */
	public boolean hasMd5Tags() {
		return this.md5Tags;
	}

	/** The most parts of one upload. */
	public int maxParts() {
		return this.maxParts;
	}

	/** Whether all parts of an upload but the last must be of one size. */
	public boolean needsEqualParts() {
		return this.equalParts;
	}

	/** How it is asked not to overwrite. */
	public WriteCondition guard() {
		return this.guard;
	}

	/** What its manual promises of that. */
	public OverwriteProtection noOverwrite() {
		return this.noOverwrite;
	}

	/** Whether what its manual says needs no trial. */
	public boolean hasOneVersion() {
		return this.oneVersion;
	}

	/** Whether it knows ListMultipartUploads. */
	public boolean listsUploads() {
		return this.listsUploads;
	}

	/** Whether it lists well with ListObjectsV2. */
	public boolean listsV2() {
		return this.listsV2;
	}

	/** How long it may be silent before it counts as lost. */
	public Duration silence() {
		return this.silence;
	}

	/**
	 * The addressing in force: what the settings ask for, else what the provider prefers.
	 * A bucket with a dot is no label of a host that a certificate covers.
	 */
	Addressing addressing(Addressing wanted, String bucket) {
		if (wanted != Addressing.AUTO) {
			return wanted;
		}
		return bucket.contains(".") ? Addressing.PATH : this.addressing;
	}

	/** The region to sign for, or null if the user has to name it. */
	@Nullable String signingRegion(@Nullable String typed) {
		if (typed == null || !this.anyRegion) {
			return this.region;
		}
		return typed.startsWith(this.regionPrefix) ? typed.substring(this.regionPrefix.length()) : typed;
	}

}
