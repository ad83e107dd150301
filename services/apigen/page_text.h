/* The fixed parts of the page: its style and what is said before the operations. */
#ifndef APIGEN_PAGE_TEXT_H
#define APIGEN_PAGE_TEXT_H

extern const char page_style[];
/* HTML; "{server}" stands for the address of the API. */
extern const char page_intro[];

#endif
