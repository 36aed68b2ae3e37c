export default ({region}) => ({region});
