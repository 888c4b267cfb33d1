import {
  Bell,
  Clock,
  Headphones,
  ManyWays,
  OneToMany,
  Phone,
  Pencil,
  SealCheck,
  SignOut,
  PaperPlane,
  Webhooks,
} from '@strapi/icons';
import type { ComponentType, SVGProps } from 'react';
import type { StepKind } from './graph/step-kinds';

/** How a kind of step is drawn. */
export const kindIcons: Readonly<Record<StepKind, ComponentType<SVGProps<SVGSVGElement>>>> = {
  send: PaperPlane,
  wait: Clock,
  wait_for: Bell,
  branch: OneToMany,
  split: ManyWays,
  update_trait: Pencil,
  webhook: Webhooks,
  hand_over: Headphones,
  call_back: Phone,
  goal: SealCheck,
  exit: SignOut,
};
