(section (header) @name) @item
