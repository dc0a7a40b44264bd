/** The server writes these paths into messages, too. */
export const recoveryPaths = {
  forgotPassword: '/forgot-password',
  resetPassword: '/reset-password',
  passwordChanged: '/password-changed',
  confirmEmail: '/confirm-email',
};
