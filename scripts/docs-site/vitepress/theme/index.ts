// Without the theme's own font: the reader's is read as well, and is there already.
import Theme from 'vitepress/theme-without-fonts';
import './site.css';

export default Theme;
