/** Where links in messages lead, and where they are asked for. The server writes them into messages. */
export const recoveryPaths = {
  forgotPassword: '/forgot-password',
  resetPassword: '/reset-password',
  passwordChanged: '/password-changed',
  confirmEmail: '/confirm-email',
};
