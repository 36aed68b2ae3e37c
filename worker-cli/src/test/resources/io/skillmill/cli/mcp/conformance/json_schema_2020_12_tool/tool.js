export default () => ({ok: true});
