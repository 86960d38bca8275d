package io.coffer.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Throws mutations of a few seeds at something that has to survive them all. The seed of
 * a run that fails is in its message; {@code -Dfuzz.seed=...} repeats it and
 * {@code -Pfuzz} makes many more rounds.
 */
public final class Fuzz {

	private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 2000);

	private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

	/**
	 * What parsers trip over: separators, signs, limits, other scripts, half characters.
	 */
	private static final List<String> TOKENS = List.of("", "\0", "\r\n", "\n", "\r\n\r\n", "--", "\"", "\\", "%", "=",
			";", ":", ",", ".", "..", "/", " ", "\t", "-1", "0", "9223372036854775807", "9223372036854775808",
			"99999999999999", "20250230250000", ".zip", ".tar.gz", "bytes=", "sha-256", "=:", "boundary=", "filename*=",
			"UTF-8''%zz", "\u00e9", "e\u0301", "\u5907\u4efd", "\ud83d\ude00", "\u202e", "\ufeff", "\u0085", "null",
			"+1000000000-01-01T00:00:00Z", "0000-00-00", "AAAA", "====");

	private final Random random = new Random(SEED);

	private final List<byte[]> seeds;

	private Fuzz(List<byte[]> seeds) {
		this.seeds = seeds;
	}

	/** Mutates these texts. */
	public static Fuzz of(String... seeds) {
		return new Fuzz(Arrays.stream(seeds).map((seed) -> seed.getBytes(StandardCharsets.UTF_8)).toList());
	}

	/** Mutates these bytes. */
	public static Fuzz of(byte[]... seeds) {
		return new Fuzz(List.of(seeds));
	}

	/** One round in so many: for targets that take longer. */
	public void everyNth(int nth, Consumer<byte[]> target) {
		for (int round = 0; round < ROUNDS; round += nth) {
			byte[] input = (round == 0) ? this.seeds.get(0) : mutated();
			try {
				target.accept(input);
			}
			catch (RuntimeException | AssertionError | StackOverflowError ex) {
				throw new AssertionError("Round %d of seed %d failed (-Dfuzz.seed=%2$d), with the bytes %s"
					.formatted(round, SEED, HexFormat.of().formatHex(input)), ex);
			}
		}
	}

	public void bytes(Consumer<byte[]> target) {
		everyNth(1, target);
	}

	public void text(Consumer<String> target) {
		bytes((input) -> target.accept(new String(input, StandardCharsets.UTF_8)));
	}

	private byte[] mutated() {
		byte[] input = this.seeds.get(this.random.nextInt(this.seeds.size()));
		for (int changes = 1 + this.random.nextInt(4); changes > 0; changes--) {
			input = changed(input);
		}
		return input;
	}

	private byte[] changed(byte[] input) {
		int from = this.random.nextInt(input.length + 1);
		int to = Math.min(input.length, from + this.random.nextInt(8));
		return switch (this.random.nextInt(7)) {
			case 0 -> spliced(input, from, to, new byte[0]);
			case 1 -> spliced(input, from, from, token());
			case 2 -> spliced(input, from, to, token());
			case 3 -> spliced(input, from, from, Arrays.copyOfRange(input, from, to));
			case 4 -> spliced(input, from, from, noise());
			case 5 -> spliced(input, from, input.length, this.seeds.get(this.random.nextInt(this.seeds.size())));
			default -> flipped(input);
		};
	}

	private byte[] token() {
		byte[] token = TOKENS.get(this.random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
		return (this.random.nextInt(50) == 0) ? repeated(token, 300) : token;
	}

	private byte[] noise() {
		byte[] noise = new byte[1 + this.random.nextInt(4)];
		this.random.nextBytes(noise);
		return noise;
	}

	private byte[] flipped(byte[] input) {
		byte[] flipped = input.clone();
		if (flipped.length > 0) {
			flipped[this.random.nextInt(flipped.length)] ^= (byte) (1 << this.random.nextInt(8));
		}
		return flipped;
	}

	private static byte[] repeated(byte[] token, int times) {
		byte[] all = new byte[token.length * times];
		for (int i = 0; i < times; i++) {
			System.arraycopy(token, 0, all, i * token.length, token.length);
		}
		return all;
	}

	private static byte[] spliced(byte[] input, int from, int to, byte[] piece) {
		byte[] result = new byte[from + piece.length + input.length - to];
		System.arraycopy(input, 0, result, 0, from);
		System.arraycopy(piece, 0, result, from, piece.length);
		System.arraycopy(input, to, result, from + piece.length, input.length - to);
		return result;
	}

}
