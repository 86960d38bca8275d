package io.coffer.testing;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * The metrics as Prometheus reads them.
 *
 * @param text in the text format
 */
public record Scrape(String text) {

	/** Reads them with a client whose token may. */
	public static Scrape of(Coffer operator) {
		return new Scrape(operator.get("/actuator/prometheus").hasStatus(200).text());
	}

	/**
	 * The value of a series, written with its labels in order; nought if it is not there.
	 */
	public double value(String series) {
		return this.text.lines()
			.filter((line) -> line.startsWith(series + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(series.length() + 1)))
			.sum();
	}

	public boolean has(String series) {
		return this.text.lines().anyMatch((line) -> line.startsWith(series + " "));
	}

	/** The names of all series. */
	public Set<String> names() {
		return this.text.lines()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split("[{ ]", 2)[0])
			.collect(Collectors.toSet());
	}

}
