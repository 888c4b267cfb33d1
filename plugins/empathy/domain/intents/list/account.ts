import type { Intent } from '../intent';

/** Who somebody is to us, and how he gets in. */
export const account: Intent = {
  key: 'account',
  label: { en: 'Account and sign-in', 'zh-Hans': '账号与登录', de: 'Konto und Anmeldung' },
  en: {
    phrases: `password*, passcode*, log in, login, log into, sign in, locked out, account is locked, account blocked,
      blocked my account, verification code, two-factor, 2fa, pin, change my email, change my name,
      change my phone, personal details, verify my identity, verify ~ identity, identity check, edit my profile,
      unblock`,
    words: `account, accounts, profile, username, verify, verification, identity, email address`,
  },
  de: {
    phrases: `passwort*, kennwort, einloggen, anmelden, login, zugang, konto gesperrt, konto ~ gesperrt,
      bestätigungscode, benutzername, e-mail ändern, e-mail-adresse ändern`,
    words: `konto, account, profil, zugangsdaten, anschrift, umgezogen, kundennummer`,
  },
  zh: {
    phrases: `密码, 登录, 登不上, 登不进, 登陆, 账号, 账户, 验证码, 封号, 冻结账, 绑定手机, 换手机号, 实名, 身份验证`,
    words: `注册, 用户名, 个人信息`,
  },
};
