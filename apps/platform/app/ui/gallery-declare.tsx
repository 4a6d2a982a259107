import { Button } from './button.tsx';
import { ChoiceGroup } from './choice.tsx';
import { DateTimeField } from './date-time-field.tsx';
import { TextArea, TextField } from './field.tsx';
import { ErrorSummary, FormActions, HoneypotField } from './form.tsx';
import { PageHeader } from './page-header.tsx';
import { PublicShell } from './shell.tsx';
import { Stepper } from './stepper.tsx';

function Steps() {
  return (
    <Stepper
      label="Étapes de la déclaration"
      position="3 sur 5"
      doneLabel="fait :"
      steps={[
        { key: 'you', label: 'Vous', state: 'done', href: '/signaler/vous' },
        { key: 'structure', label: 'Structure', state: 'done', href: '/signaler/structure' },
        { key: 'facts', label: 'Les faits', state: 'current' },
        { key: 'effects', label: 'Les effets', state: 'to-do' },
        { key: 'help', label: 'L’aide', state: 'to-do' },
      ]}
    />
  );
}

function Since() {
  return (
    <DateTimeField
      name="since"
      label="Depuis quand ?"
      help="Heure de Paris. Une estimation suffit."
      dateLabel="Date"
      timeLabel="Heure"
      estimatedLabel="heure estimée"
      defaultValue={{ date: '2026-11-22', time: '06:30' }}
      error="L’heure est dans le futur."
    />
  );
}

function FactsForm() {
  return (
    <form method="post" className="form" noValidate>
      <TextArea
        name="facts"
        label="Décrivez les faits en quelques phrases"
        help="Par exemple : « Des postes affichent une demande de rançon depuis 6 h. »"
        defaultValue="Depuis ce matin, le logiciel de radiologie ne répond plus. Un message en anglais s’affiche sur trois postes."
        required
      />
      <ChoiceGroup
        name="malicious"
        label="Est-ce un acte malveillant ?"
        defaultValue="suspected"
        choices={[
          { value: 'yes', label: 'Oui, c’est établi' },
          { value: 'suspected', label: 'Nous le soupçonnons' },
          { value: 'no', label: 'Non, une panne ou une erreur', help: 'Déclarez quand même si les soins sont touchés.' },
          { value: 'unknown', label: 'Je ne sais pas encore' },
        ]}
      />
      <Since />
      <TextField name="phone" type="tel" label="Téléphone de rappel" mark="facultatif" autoComplete="tel" width="medium" error="Donnez un numéro à dix chiffres." />
      <HoneypotField name="website" label="Laissez ce champ vide" />
      <FormActions note="Brouillon gardé à 08:14">
        <Button variant="primary">Continuer</Button>
        <Button name="go" value="back" formNoValidate>
          Précédent
        </Button>
      </FormActions>
    </form>
  );
}

/** Step 3 of the public declaration, with errors. */
export function DeclareScreen() {
  return (
    <PublicShell
      home={{ href: '/', name: 'Hygie' }}
      labels={{ skip: 'Aller au contenu', aside: 'En attendant et après l’envoi' }}
      subject="Signaler un incident de sécurité"
      emergency={
        <>
          Urgence vitale du SI ? CERT Santé <a href="tel:+33972439125">09 72 43 91 25</a>, jour et nuit
        </>
      }
      aside={
        <>
          <h2>En attendant</h2>
          <p>Débranchez les postes touchés du réseau, sans les éteindre.</p>
          <p>Ne répondez pas aux messages de rançon.</p>
          <p>Notez l’heure de chaque action.</p>
          <h2>Après l’envoi</h2>
          <p>Vous recevez un numéro et un code pour suivre et compléter. Votre RSSI, l’ARS et le CERT Santé sont prévenus.</p>
        </>
      }
      footer={[{ href: '/accessibilite', label: 'Accessibilité : partiellement conforme' }]}
      print={{ url: 'https://hygie.example/signaler', date: '22 novembre 2026, 8 h 14' }}
    >
      <Steps />
      <ErrorSummary
        title="Deux réponses sont à revoir"
        errors={[
          { name: 'since', message: 'L’heure est dans le futur.' },
          { name: 'phone', message: 'Donnez un numéro à dix chiffres.' },
        ]}
      />
      <PageHeader title="Que s’est-il passé ?" subtitle="Dites ce que vous savez maintenant. Vous pourrez compléter plus tard." />
      <FactsForm />
    </PublicShell>
  );
}
