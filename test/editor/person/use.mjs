export async function usePacked() { return { results: [], error: 'not written' } }
