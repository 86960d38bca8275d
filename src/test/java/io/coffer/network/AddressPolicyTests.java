package io.coffer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.network.AddressPolicy.ForbiddenAddressException;
import io.coffer.network.EndpointProperties.Access;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTests {

	private final AddressPolicy usual = new AddressPolicy(new EndpointProperties(Access.ALLOW));

	private final AddressPolicy strict = new AddressPolicy(new EndpointProperties(Access.DENY));

	@ParameterizedTest
	@ValueSource(strings = { "169.254.169.254", "169.254.0.1", "2852039166", "100.100.100.200", "168.63.129.16",
			"fe80::1", "fd00:ec2::254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1",
			"224.0.0.1", "255.255.255.255", "ff02::1", "metadata.google.internal", "METADATA.GOOGLE.INTERNAL.",
			"metadata", "instance-data.ec2.internal", "192.0.0.192", "100.96.0.96", "fd00:ec2::23", "fd00:ec2::123",
			"fd20:ce::254", "fd00:c1::a9fe:a9fe", "fd00:42::42", "fd00:a9fe:a9fe::1", "fd00:100::100:200",
			"[fd00:ec2::254]" })
	void metadataAndLinkLocalAddressesAreNeverCalled(String host) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> this.usual.refuseForbidden(host))
			.satisfies((problem) -> {
				assertThat(problem.type()).isEqualTo(ProblemType.ENDPOINT_FORBIDDEN);
				assertThat(problem.detail()).doesNotContain(host);
			});
		assertThatExceptionOfType(ForbiddenAddressException.class).isThrownBy(() -> this.usual.resolve(host));
	}

	@ParameterizedTest
	@ValueSource(strings = { "::ffff:%s", "::%s", "::ffff:0:%s", "64:ff9b::%s", "64:ff9b:1::%s",
			"64:ff9b:1:abcd:ef01:2345:%s", "2001:db8::5efe:%s", "2001:db8::200:5efe:%s", "fe81::5efe:%s" })
	void anIpv6AddressThatCarriesOneOfThemIsNeverCalled(String form) {
		for (String ipv4 : List.of("169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192",
				"169.254.42.42")) {
			String host = form.replace("%s", ipv4);
			assertThatExceptionOfType(ForbiddenAddressException.class).as(host)
				.isThrownBy(() -> this.usual.resolve(host));
		}
	}

	/** The last one is Teredo's, which turns every bit around. */
	@ParameterizedTest
	@ValueSource(strings = { "2002:a9fe:a9fe::", "2002:6464:64c8::1", "2002:c000:c0::", "64:ff9b:1:a9fe:a9:fe00::",
			"64:ff9b:1:a9:fe:a9fe::", "64:ff9b:1::a9:fea9:fe00:0", "2001:0:a9fe:a9fe::", "2001::5601:5601" })
	void norIsOneThatCarriesItFurtherInFront(String host) {
		assertThatExceptionOfType(ForbiddenAddressException.class).isThrownBy(() -> this.usual.resolve(host));
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "localhost", "::1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
			"100.64.0.1", "fd12:3456::1", "0.0.0.0", "::", "::ffff:10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::808:808",
			"::ffff:0:10.0.0.1", "2001:db8::5efe:192.168.0.1", "2002:a00:1::" })
	void privateNetworksAreCalledUnlessThatIsForbidden(String host) {
		assertThatCode(() -> this.usual.resolve(host)).doesNotThrowAnyException();
		assertThatExceptionOfType(ForbiddenAddressException.class).isThrownBy(() -> this.strict.resolve(host));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.1.1.1", "172.15.0.1", "172.32.0.1", "169.253.255.255", "100.63.0.1", "11.0.0.1",
			"2606:4700::1111", "2001:db8::5efe:8.8.8.8", "::ffff:0:8.8.8.8" })
	void publicAddressesAreAlwaysCalled(String host) {
		assertThatCode(() -> this.strict.resolve(host)).doesNotThrowAnyException();
	}

	@Test
	void aNameThatDoesNotResolveIsLeftToTheCall() {
		assertThatCode(() -> this.usual.refuseForbidden("nowhere.invalid")).doesNotThrowAnyException();
	}

}
