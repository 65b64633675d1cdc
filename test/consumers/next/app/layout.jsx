import { FaceCapture } from 'inpage-face/react';

/** Rendered on the server alone, but for the component of the package. */
export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        {children}
        <FaceCapture disabled />
      </body>
    </html>
  );
}
