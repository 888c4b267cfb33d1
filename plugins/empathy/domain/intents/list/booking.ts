import type { Intent } from '../intent';

/** A time or a place is kept for somebody. */
export const booking: Intent = {
  key: 'booking',
  label: { en: 'Appointment and booking', 'zh-Hans': '预约与预订', de: 'Termin und Buchung' },
  en: {
    phrases: `appointment*, reservation*, my booking, confirm the booking, reschedule*, rebook*, book a,
      technician visit, call me back, call back, opening hours, what time, check in, check-in`,
    words: `booking*, book, technician, slot, schedule, flight, hotel, visit`,
  },
  de: {
    phrases: `termin*, reservierung*, buchung*, umbuch*, verschieben, rückruf, rufen ~ zurück, öffnungszeiten, geöffnet,
      techniker`,
    words: `techniker*, flug, hotel, besuch`,
  },
  zh: {
    phrases: `预约, 预订, 改期, 改签, 订房, 回电话, 回电, 几点开门, 营业时间, 上门, 接机`,
    words: `师傅, 酒店, 航班`,
  },
};
