import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Application } from './application.js';
import { fetchAppConfig } from './app-config.js';
import { startTexts } from './texts/texts.js';
import { noteLoadFailures } from './ui/load-fault.js';
import './ui/base.css';

const root = createRoot(document.getElementById('root') ?? document.body);

noteLoadFailures();
try {
  await Promise.all([fetchAppConfig(), startTexts()]);
  root.render(<StrictMode><Application /></StrictMode>);
} catch {
  // Before the texts are there: said in plain words, with what to do.
  root.render(<main className="unreachable"><h1>Không kết nối được máy chủ</h1><p>Kiểm tra mạng rồi tải lại trang này.</p><button type="button" onClick={() => { globalThis.location.reload(); }}>Tải lại</button></main>);
}
