import { foldSearchText } from '#vi';

/** How a choice is searched for: by any part of what it is called, without tone marks if one likes. */
export const BY_LABEL = {
  filterOption: (text: string, option?: { readonly label?: unknown }): boolean => typeof option?.label === 'string' && foldSearchText(option.label).includes(foldSearchText(text)),
};
