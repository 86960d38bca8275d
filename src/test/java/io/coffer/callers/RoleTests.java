package io.coffer.callers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleTests {

	@Test
	void eachRoleIncludesTheLesserOnesAndItself() {
		assertThat(Role.values()).filteredOn((least) -> Role.DEVICE.includes(least)).containsExactly(Role.DEVICE);
		assertThat(Role.values()).filteredOn((least) -> Role.OPERATOR.includes(least))
			.containsExactly(Role.DEVICE, Role.OPERATOR);
		assertThat(Role.values()).filteredOn((least) -> Role.ADMIN.includes(least)).containsExactly(Role.values());
	}

	@Test
	void onlyADeviceIsADevice() {
		assertThat(Role.values()).filteredOn((role) -> new Caller("x", role, null).isDevice())
			.containsExactly(Role.DEVICE);
	}

}
