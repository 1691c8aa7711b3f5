import type { JSX } from 'react';
import { Modal } from 'antd';
import { useFocusBack } from './focus-back.js';
import { PdfView } from './pdf-view.js';

const WIDTH = 880;

/** A letter or slip to be looked at over the page it was opened from. */
export function PdfDialog({ path, name, onClose }: { readonly path: string; readonly name: string; readonly onClose: () => void }): JSX.Element {
  useFocusBack();
  return <Modal open footer={null} width={WIDTH} title={name} onCancel={onClose}><PdfView path={path} name={name} /></Modal>;
}
