// Documented: the Khalti IDs, the MPIN and the OTP of the sandbox. The simulator accepts no others.
export const TEST_KHALTI_IDS = ['9800000000', '9800000001', '9800000002', '9800000003', '9800000004', '9800000005'];
export const TEST_MPIN = '1111';
export const TEST_OTP = '987654';

export const KHALTI_ID_RANGE = `${TEST_KHALTI_IDS[0]} to ${TEST_KHALTI_IDS.at(-1)}`;
