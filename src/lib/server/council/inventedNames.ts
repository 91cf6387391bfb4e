/** Names for invented staff. Children have none anywhere in Dipper. */
export const firstNames = [
	...['Abena', 'Adrian', 'Aisha', 'Alison', 'Amara', 'Andrew', 'Anita', 'Beth', 'Bogdan', 'Carys', 'Chidi', 'Claire'],
	...['Colin', 'Daniela', 'David', 'Deepa', 'Elin', 'Emeka', 'Esther', 'Farah', 'Fiona', 'Gareth', 'Grace', 'Hamza'],
	...['Harriet', 'Ines', 'Ivan', 'Jasmin', 'Jill', 'Kamal', 'Karen', 'Kofi', 'Leanne', 'Lorna', 'Magda', 'Marcus'],
	...['Meera', 'Nadia', 'Neil', 'Nia', 'Olu', 'Owen', 'Paula', 'Rachel', 'Rhys', 'Rosa', 'Samir', 'Sinead'],
	...['Stefan', 'Sunita', 'Tamsin', 'Tariq', 'Ursula', 'Vera', 'Wendy', 'Yasmin', 'Yusuf', 'Zara']
] as const;

export const lastNames = [
	...['Abbot', 'Adeyemi', 'Arkwell', 'Banerjee', 'Barrowby', 'Bexley', 'Birchall', 'Brackley', 'Calloway', 'Chaudry'],
	...['Corvedale', 'Culmer', 'Dalby', 'Deverell', 'Dunmore', 'Eastwell', 'Ellery', 'Fairholt', 'Farrow', 'Garland'],
	...['Gill', 'Hadley', 'Harnage', 'Hollis', 'Iqbal', 'Jarrett', 'Kelsall', 'Kowal', 'Langford', 'Ludlam'],
	...['Mackie', 'Mbeki', 'Mellor', 'Nowell', 'Okafor', 'Orme', 'Penhale', 'Pickford', 'Quill', 'Rainsford'],
	...['Redfern', 'Sandiford', 'Sharrow', 'Sutter', 'Tallis', 'Thackray', 'Umber', 'Vance', 'Wadlow', 'Wren', 'Yardley']
] as const;
