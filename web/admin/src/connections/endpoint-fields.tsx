import { Field } from '../../../kit/field.tsx';
import { type Endpoint } from './connection.ts';

interface EndpointFieldsProps {
  endpoint?: Endpoint;
  /** All that an endpoint can be sent. */
  eventTypes: readonly string[];
}

/** Where events are sent, whose it is, and which events. */
export function EndpointFields({ endpoint, eventTypes }: EndpointFieldsProps) {
  return (
    <>
      <Field
        label="Address"
        name="url"
        type="url"
        maxLength={2000}
        autoComplete="off"
        hint="https in production."
        defaultValue={endpoint?.url}
      />
      <Field
        label="Description"
        name="description"
        maxLength={200}
        autoComplete="off"
        hint="Whose it is."
        defaultValue={endpoint?.description}
      />
      <fieldset>
        <legend>Events. Check none to send all, also those of later versions.</legend>
        {eventTypes.map((type) => (
          <label key={type}>
            <input
              type="checkbox"
              name="eventTypes"
              value={type}
              defaultChecked={endpoint?.eventTypes.includes(type)}
            />
            {type}
          </label>
        ))}
      </fieldset>
    </>
  );
}

/** The answers of the form as the API takes them. */
export function readEndpoint(answers: FormData) {
  return {
    url: String(answers.get('url')).trim(),
    description: String(answers.get('description')),
    eventTypes: answers.getAll('eventTypes').map(String),
  };
}
