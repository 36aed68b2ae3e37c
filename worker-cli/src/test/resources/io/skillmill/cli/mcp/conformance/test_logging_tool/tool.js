export default () => { console.log('a line'); return {logged: true}; };
