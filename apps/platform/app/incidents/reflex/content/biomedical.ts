import type { SheetText } from '../sheet.ts';
import { contacts } from './contacts.ts';
import { sources } from './sources.ts';
import { steps } from './steps.ts';

/** Connected medical device affected by an attack or a failure. */
export const biomedical: SheetText = {
  id: 'biomedical',
  title: { fr: 'Dispositif biomédical touché', en: 'Biomedical device affected' },
  forWhom: {
    fr: 'Soignants, ingénieur biomédical, informatique, RSSI.',
    en: 'Care staff, biomedical engineer, IT, security officer.',
  },
  when: {
    fr: 'Un moniteur, une pompe, un automate, un scanner ou un poste qui le pilote se comporte mal, affiche une rançon ou n’est plus joignable.',
    en: 'A monitor, a pump, an analyser, a scanner or the computer that drives it misbehaves, shows a ransom note or can no longer be reached.',
  },
  firstMinutes: [
    {
      fr: 'Mettez le patient en sécurité : surveillance humaine, appareil de remplacement, décision du médecin.',
      en: 'Make the patient safe: human monitoring, replacement device, decision of the physician.',
      why: {
        fr: 'L’appareil vient après le patient.',
        en: 'The device comes after the patient.',
      },
    },
    {
      fr: 'Ne vous fiez plus aux mesures ni aux réglages affichés sans contrôle.',
      en: 'No longer trust the measures or settings shown without a check.',
    },
    {
      fr: 'Appelez l’ingénieur biomédical d’astreinte, puis l’informatique.',
      en: 'Call the biomedical engineer on call, then IT.',
    },
    {
      fr: 'Retirez l’appareil du réseau seulement avec l’accord du médecin et du biomédical. Laissez-le allumé.',
      en: 'Take the device off the network only with the consent of the physician and of biomedical. Leave it on.',
      why: {
        fr: 'Certains appareils s’arrêtent ou perdent leurs alarmes sans réseau.',
        en: 'Some devices stop or lose their alarms without a network.',
      },
    },
    {
      fr: 'Étiquetez-le « Ne pas utiliser ».',
      en: 'Label it “Do not use”.',
    },
  ],
  firstHours: [
    {
      fr: 'Recensez les appareils du même modèle et du même réseau. Vérifiez-les.',
      en: 'List the devices of the same model and on the same network. Check them.',
    },
    {
      fr: 'Appelez le fabricant : mode sûr, contrôle, correctif, présence d’autres cas.',
      en: 'Call the manufacturer: safe mode, check, fix, other known cases.',
    },
    {
      fr: 'Coupez la télémaintenance jusqu’à nouvel ordre.',
      en: 'Cut remote maintenance until further notice.',
    },
    steps.declare,
    {
      fr: 'Voyez avec le correspondant de matériovigilance si l’événement doit être déclaré à l’ANSM.',
      en: 'Settle with the medical device vigilance correspondent whether the event must be reported to the ANSM.',
    },
    {
      fr: 'Revoyez les résultats et les traitements donnés depuis le premier signe.',
      en: 'Review the results and the treatments given since the first sign.',
    },
    steps.cnil,
    {
      fr: 'En cas d’attaque, suivez aussi la fiche plainte.',
      en: 'In case of attack, follow the complaint sheet too.',
    },
  ],
  doNot: [
    {
      fr: 'N’arrêtez pas un appareil branché sur un patient sans décision médicale.',
      en: 'Do not stop a device connected to a patient without a medical decision.',
    },
    {
      fr: 'N’installez ni antivirus ni correctif sans l’accord écrit du fabricant.',
      en: 'Install neither antivirus nor fix without the manufacturer’s written consent.',
    },
    {
      fr: 'Ne remettez pas l’appareil en service sans contrôle du biomédical.',
      en: 'Do not put the device back into service without a check by biomedical.',
    },
    {
      fr: 'Ne rendez pas l’appareil au fabricant avant d’avoir gardé les preuves.',
      en: 'Do not return the device to the manufacturer before evidence is kept.',
    },
  ],
  keepTrace: [
    {
      fr: 'Notez le modèle, le numéro de série, la version du logiciel, le service et l’heure.',
      en: 'Write down the model, serial number, software version, ward and time.',
    },
    steps.photograph,
    {
      fr: 'Faites extraire les journaux de l’appareil par le biomédical ou le fabricant.',
      en: 'Have the logs of the device extracted by biomedical or the manufacturer.',
    },
    {
      fr: 'Notez les effets sur les patients dans leur dossier, jamais dans le signalement.',
      en: 'Write the effects on patients in their record, never in the report.',
    },
    steps.log,
  ],
  whoToCall: [
    contacts.biomedical,
    contacts.provider,
    contacts.itOnCall,
    contacts.ciso,
    contacts.management,
    contacts.certSante,
    contacts.reportingPortal,
    contacts.ars,
  ],
  sources: [sources.healthCode, sources.gdpr, sources.certSante],
};
