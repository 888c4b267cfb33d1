import type { Intent } from '../intent';

/** Something of ours does not work. */
export const technical: Intent = {
  key: 'technical',
  label: { en: 'Technical problem', 'zh-Hans': '技术问题', de: 'Technisches Problem' },
  en: {
    phrases: `doesn't work, does not work, not working, stopped working, isn't working, won't load, won't open,
      won't start, error message, error code, crash*, bug, bugs, freezes, frozen, sync fails, not syncing,
      no internet, keeps disconnecting, blinks red, outage, server down, is down, can't connect, cannot connect`,
    words: `error*, slow, offline, app, router, device, update, sync*, export, connection, website, site, wifi,
      printer, browser, glitch*`,
  },
  de: {
    phrases: `funktioniert nicht, funktioniert ~ nicht, geht nicht, geht ~ nicht, stürzt ~ ab, abgestürzt,
      fehlermeldung*, lädt nicht, startet nicht, kein internet, ohne internet, keine verbindung, ausfall,
      störung*, blinkt rot, bricht ~ ab`,
    words: `fehler*, app, router, gerät, update, export*, synchron*, verbindung, drucker, browser, oberfläche, defekt*`,
  },
  zh: {
    phrases: `打不开, 闪退, 死机, 卡顿, 报错, 错误代码, 不能用, 用不了, 连不上, 没网, 断网, 断线, 宕机, 故障, 红灯闪,
      加载不出, 同步失败, 数据同步`,
    words: `错误, 系统, 软件, 路由器, 设备, 更新, 导出, 网络, 页面, 浏览器, 打印机`,
  },
};
