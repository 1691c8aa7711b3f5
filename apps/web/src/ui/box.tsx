import type { JSX, ReactNode } from 'react';
import './box.css';

/** A white box with a heading, and what stands beside that; as antd draws its small card, which would load tabs that no box of ours has. */
export function Box({ title, extra, className = '', children }: { readonly title?: ReactNode; readonly extra?: ReactNode; readonly className?: string; readonly children: ReactNode }): JSX.Element {
  return (
    <div className={`box ${className}`}>
      {title === undefined && extra === undefined ? null : <div className="box-head"><div className="box-title">{title}</div>{extra === undefined ? null : <div className="box-extra">{extra}</div>}</div>}
      <div className="box-body">{children}</div>
    </div>
  );
}
